// Stands in the kernel; here for those who still ask for it in its old place.
export { folderStore, objectStore, openStore, SHELVES, type Store, shelfOf } from '#kernel/store.ts'
