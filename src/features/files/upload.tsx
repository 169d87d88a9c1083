import { useEffect, useRef, useState } from 'react'
import { address, Problem, type ProblemBody } from '#web/api.ts'
import { language } from '#web/language.ts'

/** One file on its way: how much of it has left, 0…1. */
export type Upload = { key: string; name: string; part: number; error?: Problem; again: () => void; cancel: () => void }

/** Two at a time, each with its progress, to be cancelled or tried again. `fetch` does not tell what has been sent. */
export function useUploads(on: Record<string, string>, done: () => void) {
  const [list, setList] = useState<Upload[]>([])
  const line = useRef<{ waiting: (() => Promise<void>)[]; running: number; calls: Set<XMLHttpRequest> }>({
    waiting: [],
    running: 0,
    calls: new Set(),
  })
  useEffect(() => {
    const { calls } = line.current
    return () => {
      for (const call of calls) call.abort()
    }
  }, [])
  const change = (key: string, to: Partial<Upload>) =>
    setList((now) => now.map((one) => (one.key === key ? { ...one, ...to } : one)))
  const drop = (key: string) => setList((now) => now.filter((one) => one.key !== key))
  const next = () => {
    const { current } = line
    while (current.running < 2 && current.waiting.length > 0) {
      current.running += 1
      void current.waiting.shift()!().finally(() => {
        current.running -= 1
        next()
      })
    }
  }
  const begin = (file: File) => {
    const key = crypto.randomUUID()
    const call = new XMLHttpRequest()
    let cancelled = false
    const cancel = () => {
      cancelled = true
      call.abort()
      drop(key)
    }
    const again = () => {
      drop(key)
      begin(file)
    }
    setList((now) => [...now, { key, name: file.name, part: 0, again, cancel }])
    line.current.waiting.push(async () => {
      if (cancelled) return
      line.current.calls.add(call)
      try {
        await send(call, address('/files', on), file, (part) => change(key, { part }))
        drop(key)
        done()
      } catch (error) {
        if (!cancelled) change(key, { error: error as Problem })
      } finally {
        line.current.calls.delete(call)
      }
    })
    next()
  }
  return { list, add: (files: Iterable<File>) => [...files].forEach(begin) }
}

function send(call: XMLHttpRequest, to: string, file: File, progress: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = new FormData()
    body.append('file', file, file.name)
    call.open('POST', to)
    call.setRequestHeader('accept-language', language())
    call.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0)
    call.onload = () => (call.status < 300 ? resolve() : reject(problemOf(call)))
    call.onerror = () => reject(new Problem({ status: 0, code: 'OFFLINE' }))
    call.onabort = () => reject(new Problem({ status: 0, code: 'OFFLINE' }))
    call.send(body)
  })
}

function problemOf(call: XMLHttpRequest): Problem {
  try {
    return new Problem(JSON.parse(call.responseText) as ProblemBody)
  } catch {
    return new Problem({ status: call.status, code: 'UNKNOWN' })
  }
}
