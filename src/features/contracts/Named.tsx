import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Problem, post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { type Row, recordKey } from '#web/record.ts'
import { fieldLabel, inWords, optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Props = { contract: Row; purpose: string; mayWrite: boolean }

/** Who is named in the contract: parties, signatories with their authority, contacts. A new name is somebody to be told. */
export function Named({ contract, purpose, mayWrite }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const rows: Row[] = contract.involvements ?? []
  const role = register.nouns.involvements?.fields.role
  const reload = () => client.invalidateQueries({ queryKey: recordKey('contracts', contract.id, purpose) })
  const drop = async (row: Row) => {
    try {
      await remove(`/involvements/${row.id}`, { query: { purpose }, version: row.version })
      await reload()
      toast(t('removed', { what: row.person ?? optionLabel(role, row.role) }), async () => {
        const { person_id, role, authority } = row
        await post('/involvements', { contract_id: contract.id, person_id, role, authority }, { query: { purpose } })
        await reload()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Panel
      title={t('contracts.named')}
      purpose={purpose}
      actions={
        mayWrite && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {rows.length === 0 && !adding && <p className="quiet">{t('contracts.named.none')}</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">
              {row.person ? (
                <Link href={`/people/${row.person_id}?purpose=${purpose}`}>{row.person}</Link>
              ) : (
                <span className="quiet">{t('contact.hidden')}</span>
              )}
              {row.authority && <span className="quiet small"> · {row.authority}</span>}
            </span>
            <span className="quiet small">{optionLabel(role, row.role)}</span>
            {mayWrite && (
              <ActionIcon
                size="sm"
                aria-label={t('remove.what', { what: row.person ?? '' })}
                onClick={() => void drop(row)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <AddNamed
          contract={contract}
          purpose={purpose}
          leave={() => setAdding(false)}
          done={() => {
            setAdding(false)
            void reload()
          }}
        />
      )}
    </Panel>
  )
}

type AddProps = { contract: Row; purpose: string; leave: () => void; done: () => void }

function AddNamed({ contract, purpose, leave, done }: AddProps) {
  const register = useRegister()
  const role = register.nouns.involvements?.fields.role
  const [person, setPerson] = useState<Picked | null>(null)
  const [fresh, setFresh] = useState<{ given_name: string; family_name: string; email: string } | null>(null)
  const [as, setAs] = useState('signatory')
  const [authority, setAuthority] = useState('')
  const add = useMutation<unknown, Problem>({
    mutationFn: async () => {
      // Named by somebody else, and so from elsewhere: the clock of Art. 14 begins as the name comes in.
      const made = fresh
        ? await post<Row>(
            '/people',
            {
              given_name: fresh.given_name,
              family_name: fresh.family_name,
              source: 'elsewhere',
              source_name: `${contract.number} ${contract.name}`.trim(),
              position: purpose === 'suppliers' ? 'supplier' : 'customer',
              ...(fresh.email && { emails: [{ address: fresh.email, kind: 'named_work', main: true }] }),
            },
            { query: { purpose } },
          )
        : person
      return post(
        '/involvements',
        { contract_id: contract.id, person_id: made?.id, role: as, authority: authority || null },
        { query: { purpose } },
      )
    },
    onSuccess: done,
  })
  const ready = fresh ? fresh.family_name.trim() !== '' : person !== null
  return (
    <form
      className="stack add-line"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) add.mutate()
      }}
    >
      {fresh ? (
        <>
          <p className="note note-warn">{t('contracts.named.new')}</p>
          <div className="form-grid">
            {(['given_name', 'family_name'] as const).map((field) => (
              <TextInput
                key={field}
                label={fieldLabel(register, 'people', field)}
                value={fresh[field]}
                onChange={(event) => setFresh({ ...fresh, [field]: event.currentTarget.value })}
              />
            ))}
            <TextInput
              type="email"
              label={fieldLabel(register, 'emails', 'address')}
              value={fresh.email}
              onChange={(event) => setFresh({ ...fresh, email: event.currentTarget.value })}
            />
          </div>
        </>
      ) : (
        <RecordPicker
          noun="people"
          purpose={purpose}
          label={fieldLabel(register, 'involvements', 'person_id')}
          value={person}
          change={setPerson}
          error={add.error?.field === 'person_id' ? add.error.message : undefined}
          fresh={(name) => {
            const words = name.split(/\s+/)
            setFresh({ given_name: words.slice(0, -1).join(' '), family_name: words.at(-1) ?? '', email: '' })
          }}
        />
      )}
      <div className="form-grid">
        <NativeSelect
          label={fieldLabel(register, 'involvements', 'role')}
          value={as}
          data={Object.entries(role?.options ?? {}).map(([id, words]) => ({ value: id, label: inWords(words, id) }))}
          onChange={(event) => setAs(event.currentTarget.value)}
        />
        <TextInput
          label={fieldLabel(register, 'involvements', 'authority')}
          value={authority}
          maxLength={300}
          onChange={(event) => setAuthority(event.currentTarget.value)}
        />
      </div>
      <ProblemNote error={add.error} />
      <div className="row">
        <Button type="submit" variant="filled" disabled={!ready} loading={add.isPending}>
          {t('add')}
        </Button>
        <Button variant="subtle" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
