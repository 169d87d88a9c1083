import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import type { Preview } from './shown.ts'

type Place = { place: number; length: number }
type Props = { id: string; preview: Preview; open: boolean; reason: string; again: () => void }

/** Texts in which others may be named: what is proposed is pressed, and what is hidden is pressed again. */
export function ReportTexts({ id, preview, open, reason, again }: Props) {
  const [only, setOnly] = useState(false)
  const { texts, suggestions, marks } = preview
  const of = <T extends { noun: string; record_id: string; field: string }>(
    list: readonly T[],
    text: Preview['texts'][number],
  ) => list.filter((one) => one.noun === text.noun && one.record_id === text.record_id && one.field === text.field)
  const hide = useMutation({
    mutationFn: (mark: object) =>
      post(`/requests/${id}/report/marks`, { ...mark, reason }, { query: { purpose: 'rights' } }),
    onSuccess: again,
    onError: toastProblem,
  })
  const show = useMutation({
    mutationFn: (mark: string) => remove(`/report-marks/${mark}`, { query: { purpose: 'rights' } }),
    onSuccess: again,
    onError: toastProblem,
  })
  const shown = only ? texts.filter((text) => of(suggestions, text).length + of(marks, text).length > 0) : texts
  if (texts.length === 0) return <p className="quiet">{t('report.texts.none')}</p>
  return (
    <section className="report-texts" aria-label={t('report.texts', { count: texts.length })}>
      <h3>{t('report.texts', { count: texts.length })}</h3>
      <p className="small quiet">{t('report.texts.hint')}</p>
      <Checkbox label={t('report.only')} checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />
      <ul className="lines">
        {shown.map((text) => {
          const where = { noun: text.noun, record_id: text.record_id, field: text.field }
          return (
            <li key={`${text.noun}.${text.record_id}.${text.field}`}>
              <div className="main">
                <p className="small quiet">{text.label}</p>
                <p className="said">
                  {piecesOf(text.text, of(marks, text), of(suggestions, text)).map((piece) =>
                    piece.kind === 'text' ? (
                      <span key={piece.place}>{piece.words}</span>
                    ) : (
                      <button
                        key={piece.place}
                        type="button"
                        className={piece.kind === 'mark' ? 'passage hidden-passage' : 'passage'}
                        disabled={!open || hide.isPending || show.isPending}
                        aria-label={t(piece.kind === 'mark' ? 'report.show' : 'report.hide', { words: piece.words })}
                        onClick={() =>
                          piece.kind === 'mark'
                            ? show.mutate(piece.id!)
                            : hide.mutate({ ...where, place: piece.place, length: piece.words.length })
                        }
                      >
                        {piece.words}
                      </button>
                    ),
                  )}
                </p>
                {open && <ByWords text={text.text} hide={(place) => hide.mutate({ ...where, ...place })} />}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Any words of the text, where none were proposed. */
function ByWords({ text, hide }: { text: string; hide: (place: Place) => void }) {
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('report.words')}
      </Button>
    )
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        const place = words.trim() ? text.toLowerCase().indexOf(words.trim().toLowerCase()) : -1
        if (place < 0) return toast(t('report.words.none'))
        hide({ place, length: words.trim().length })
        setWords('')
      }}
    >
      <TextInput
        size="xs"
        autoFocus
        aria-label={t('report.words')}
        placeholder={t('report.words')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-sm" disabled={!words.trim()}>
        {t('report.words')}
      </Button>
    </form>
  )
}

type Piece = { kind: 'text' | 'mark' | 'proposal'; place: number; words: string; id?: string }

/** The text cut at its passages, in their order; where two meet, what is hidden goes first. */
function piecesOf(text: string, marks: readonly (Place & { id: string })[], proposals: readonly Place[]): Piece[] {
  const passages = [
    ...marks.map(({ place, length, id }) => ({ kind: 'mark' as const, place, length, id })),
    ...proposals
      .filter(
        (one) => !marks.some((mark) => mark.place < one.place + one.length && one.place < mark.place + mark.length),
      )
      .map(({ place, length }) => ({ kind: 'proposal' as const, place, length })),
  ].toSorted((a, b) => a.place - b.place)
  const pieces: Piece[] = []
  let at = 0
  for (const { length, ...passage } of passages) {
    if (passage.place < at) continue
    if (passage.place > at) pieces.push({ kind: 'text', place: at, words: text.slice(at, passage.place) })
    at = passage.place + length
    pieces.push({ ...passage, words: text.slice(passage.place, at) })
  }
  if (at < text.length) pieces.push({ kind: 'text', place: at, words: text.slice(at) })
  return pieces
}
