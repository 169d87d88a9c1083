import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconMail, IconPhone, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Row, recordKey } from '#web/record.ts'
import { fieldLabel, fieldsSeen, inWords, isWritable, optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Why } from '#web/Why.tsx'
import { PhoneLink, RefuseNumber } from './PhoneLink.tsx'

type Props = { person: Row; purpose: string; mayWrite: boolean }
const WAYS = [
  { noun: 'emails', value: 'address', usual: 'named_work', Icon: IconMail, scheme: 'mailto:' },
  { noun: 'phones', value: 'number', usual: 'mobile', Icon: IconPhone, scheme: 'tel:' },
] as const
type Way = (typeof WAYS)[number]

/** How the person can be reached: one click to write or call, typed, with the way to add and remove. */
export function ReachPanel({ person, purpose, mayWrite }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [adding, setAdding] = useState<Way | null>(null)
  const seen = WAYS.filter((way) => fieldsSeen(register, way.noun, purpose).some((field) => field.id === way.value))
  if (seen.length === 0) return null
  const reload = () => client.invalidateQueries({ queryKey: recordKey('people', person.id, purpose) })
  const drop = async (way: Way, part: Row) => {
    try {
      await remove(`/${way.noun}/${part.id}`, { query: { purpose }, version: part.version })
      await reload()
      toast(t('removed', { what: part[way.value] }), async () => {
        await post(
          `/${way.noun}`,
          { person_id: person.id, [way.value]: part[way.value], kind: part.kind, main: part.main },
          { query: { purpose } },
        )
        await reload()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const mayAdd = (way: Way) => mayWrite && isWritable(register.nouns[way.noun]?.fields[way.value], purpose)
  return (
    <Panel
      title={t('person.reach')}
      purpose={purpose}
      actions={seen.filter(mayAdd).map((way) => (
        <Button key={way.noun} size="compact-sm" variant="subtle" onClick={() => setAdding(way)}>
          {t(way.noun === 'emails' ? 'reach.email' : 'reach.phone')}
        </Button>
      ))}
    >
      <ul className="lines">
        {seen.flatMap((way) =>
          (person[way.noun] ?? []).map((part: Row) => (
            <li key={part.id}>
              <way.Icon size={15} className="quiet" aria-hidden />
              {way.noun === 'phones' ? (
                <PhoneLink person={person} phone={part} purpose={purpose} />
              ) : (
                <a className="main" href={`${way.scheme}${part.address}`}>
                  {part.address}
                </a>
              )}
              <span className="quiet small">
                {optionLabel(register.nouns[way.noun]?.fields.kind, part.kind)}
                {part.main ? ` · ${fieldLabel(register, way.noun, 'main').toLowerCase()}` : ''}
              </span>
              <Why noun={way.noun} field={way.value} row={part} person={person.id} purpose={purpose} />
              {way.noun === 'phones' && <RefuseNumber person={person} phone={part} purpose={purpose} />}
              {mayAdd(way) && (
                <ActionIcon
                  size="sm"
                  aria-label={t('remove.what', { what: part[way.value] })}
                  onClick={() => void drop(way, part)}
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </li>
          )),
        )}
      </ul>
      {seen.every((way) => (person[way.noun] ?? []).length === 0) && !adding && (
        <p className="quiet">{t('reach.none')}</p>
      )}
      {adding && (
        <AddWay
          key={adding.noun}
          way={adding}
          person={person}
          purpose={purpose}
          done={() => {
            setAdding(null)
            void reload()
          }}
          leave={() => setAdding(null)}
        />
      )}
    </Panel>
  )
}

type AddProps = { way: Way; person: Row; purpose: string; done: () => void; leave: () => void }

function AddWay({ way, person, purpose, done, leave }: AddProps) {
  const register = useRegister()
  const [value, setValue] = useState('')
  const [kind, setKind] = useState<string>(way.usual)
  const fields = register.nouns[way.noun]?.fields
  const add = useMutation({
    mutationFn: () =>
      post(
        `/${way.noun}`,
        { person_id: person.id, [way.value]: value.trim(), kind, main: (person[way.noun] ?? []).length === 0 },
        { query: { purpose } },
      ),
    onSuccess: done,
  })
  return (
    <form
      className="stack add-line"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <div className="row row-end">
        <TextInput
          className="grow"
          data-autofocus
          autoFocus
          type={way.noun === 'emails' ? 'email' : 'tel'}
          label={fieldLabel(register, way.noun, way.value)}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <NativeSelect
          label={fieldLabel(register, way.noun, 'kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={Object.entries(fields?.kind?.options ?? {}).map(([id, words]) => ({
            value: id,
            label: inWords(words, id),
          }))}
        />
        <Button type="submit" variant="filled" disabled={!value.trim()} loading={add.isPending}>
          {t('add')}
        </Button>
        <Button variant="subtle" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
      <ProblemNote error={add.error} />
    </form>
  )
}
