import type { RawRows } from './csv.ts'
import { refuseFile } from './refusals.ts'
export async function* xlsxRows(_path: string, _options: { sheet?: string | null }): AsyncGenerator<RawRows> {
  refuseFile('FILE_NOT_READABLE')
}
