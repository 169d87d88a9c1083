import { Button, Loader, NativeSelect } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import { creatableFor, importableFor, inWords, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { type Import, ROW_NOUNS } from './importShape.tsx'

/** The file, dropped or chosen, and the purpose it is brought in under. */
export function ImportDrop({ done }: { done: (made: Import) => void }) {
  const register = useRegister()
  const session = useSession()
  const of = (one: Import['noun']) =>
    one === 'people' ? importableFor(register, session.writes) : creatableFor(register, one, session.writes)
  // Lists that others sell from are arranged, not written.
  const nouns = ['people' as const, ...ROW_NOUNS].filter(
    (one) => of(one).length > 0 && (one !== 'products' || session.may.includes('arrange')),
  )
  const [noun, setNoun] = useState<Import['noun']>(nouns[0] ?? 'people')
  const choices = of(noun)
  const [wanted, setPurpose] = useState(choices[0] ?? '')
  const purpose = choices.includes(wanted) ? wanted : (choices[0] ?? '')
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return post<Import>('/imports', form, { query: { purpose, noun } })
    },
    onSuccess: done,
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) send.mutate(file)
  }
  return (
    <div className="stack import-step">
      <NativeSelect
        label={t('import.noun')}
        value={noun}
        onChange={(event) => setNoun(event.currentTarget.value as Import['noun'])}
        data={nouns.map((one) => ({ value: one, label: inWords(register.nouns[one]?.plural, one) }))}
      />
      <div className="row">
        <span>{t('import.for')}</span>
        <PurposeMenu purpose={purpose} choices={choices} choose={setPurpose} />
      </div>
      <section
        className={over ? 'drop drop-over' : 'drop'}
        aria-label={t('import.drop')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        {send.isPending ? <Loader /> : <IconFileUpload size={30} stroke={1.4} aria-hidden />}
        <p>
          <strong>{t(send.isPending ? 'import.reading' : 'import.drop')}</strong>
        </p>
        <p className="quiet">{t(noun === 'people' ? 'import.drop.body' : 'import.drop.rows')}</p>
        <Button variant="filled" disabled={send.isPending} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('import.choose')}
          accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => take(event.currentTarget.files)}
        />
      </section>
      <ProblemNote error={send.error} />
    </div>
  )
}
