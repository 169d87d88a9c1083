/** First import of every entry point: the libraries have left older runtimes, and fail on them in strange ways. */
const pinned = 26

if (Number(process.versions.node.split('.')[0]) !== pinned) {
  console.error(
    `Seloste runs on Node ${pinned}; this is ${process.version}. Start it with npm (npm start, npm test, npm run seloste), which brings the right one.`,
  )
  process.exit(1)
}
