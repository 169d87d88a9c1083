import type { QueryClient } from '@tanstack/react-query'
import { fileOf, post } from '#web/api.ts'
import { tn } from '#web/language.ts'
import { refresh } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'

/** Takes orders out as a file for invoicing and marks them, with the way back; false when it was refused. */
export async function handOver(client: QueryClient, ids: string[], format: 'finvoice' | 'csv'): Promise<boolean> {
  try {
    await download('/orders/invoice', { ids, format })
    await refresh(client, 'orders')
    toast(tn('orders.invoiced', ids.length), async () => {
      for (const id of ids) await post(`/orders/${id}/uninvoice`, {}, { query: { purpose: 'contract' } })
      await refresh(client, 'orders')
    })
    return true
  } catch (problem) {
    toastProblem(problem)
    return false
  }
}

async function download(path: string, body: object): Promise<void> {
  const { name, content } = await fileOf(path, body, { purpose: 'contract' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
