import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { patch, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords } from '#web/register.ts'
import type { Group } from './groups.ts'
import type { Duties } from './place.tsx'

/** What we sell, in groups: named in three languages, alike or not, in use or retired. */
export function GroupsPanel({ duties, owns }: { duties: Duties; owns: boolean }) {
  const [editing, setEditing] = useState<string | null>(null)
  const nameOf = (id: string) => inWords(duties.groups.find((group) => group.id === id)?.label, id)
  const inUse = duties.groups.filter((group) => !group.retired_at)
  const close = () => setEditing(null)
  return (
    <Panel
      title={t('duties.groups')}
      actions={
        owns && (
          <Button size="compact-sm" onClick={() => setEditing('')} aria-expanded={editing === ''}>
            {t('add')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="quiet duties-measure">{t('duties.groups.body')}</p>
        {editing === '' && <Editor others={inUse} close={close} />}
        <ul className="lines">
          {duties.groups.map((group) => (
            <li key={group.id} className={group.retired_at ? 'lines-past' : ''}>
              {editing === group.id ? (
                <Editor group={group} others={inUse.filter((one) => one.id !== group.id)} close={close} />
              ) : (
                <>
                  <span className="main">
                    {inWords(group.label, group.id)}
                    {group.similar_to.length > 0 && (
                      <span className="small quiet">
                        {' '}
                        · {t('duties.groups.similar')}: {group.similar_to.map(nameOf).join(', ')}
                      </span>
                    )}
                  </span>
                  {group.retired_at && (
                    <span className="small quiet">
                      {t('duties.groups.retired', { date: formatDate(group.retired_at) })}
                    </span>
                  )}
                  {owns && !group.retired_at && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('duties.groups.edit', { name: inWords(group.label, group.id) })}
                      onClick={() => setEditing(group.id)}
                    >
                      {t('edit')}
                    </Button>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}

const NAMES = ['fi', 'sv', 'en'] as const

function Editor({ group, others, close }: { group?: Group; others: Group[]; close: () => void }) {
  const client = useQueryClient()
  const [label, setLabel] = useState(group?.label ?? { fi: '', sv: '', en: '' })
  const [similar, setSimilar] = useState(group?.similar_to ?? [])
  const onSuccess = async () => {
    close()
    await client.invalidateQueries({ queryKey: ['duties'] })
  }
  const save = useMutation({
    mutationFn: () =>
      group
        ? patch(`/product_groups/${group.id}`, { label, similar_to: similar })
        : post('/product_groups', { label, similar_to: similar }),
    onSuccess,
  })
  const retire = useMutation({ mutationFn: () => post(`/product_groups/${group!.id}/retire`), onSuccess })
  return (
    <form
      className="stack add-line duties-editor"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="form-grid">
        {NAMES.map((name) => (
          <TextInput
            key={name}
            label={t(`duties.groups.${name}`)}
            required
            maxLength={80}
            value={label[name]}
            onChange={(event) => setLabel({ ...label, [name]: event.currentTarget.value })}
          />
        ))}
        <MultiSelect
          label={t('duties.groups.similar')}
          data={others.map((one) => ({ value: one.id, label: inWords(one.label, one.id) }))}
          value={similar}
          onChange={setSimilar}
        />
      </div>
      <ProblemNote error={save.error ?? retire.error} />
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          disabled={NAMES.some((name) => !label[name].trim())}
          loading={save.isPending}
        >
          {t('save')}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('cancel')}
        </Button>
        {group && (
          <>
            <span className="gap" />
            <Button className="danger" title={t('duties.groups.retire.body')} onClick={() => retire.mutate()}>
              {t('duties.groups.retire')}
            </Button>
          </>
        )}
      </div>
      {group && <p className="small quiet">{t('duties.groups.retire.body')}</p>}
    </form>
  )
}
