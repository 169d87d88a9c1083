import { Button, Drawer, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, patch, post } from '#web/api.ts'
import { LANGUAGE_NAMES, LANGUAGES, t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import { inWords, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import type { Invited, User } from './UsersScreen.tsx'

type Props = { user: User | null; close: () => void; done: (invited?: Invited) => void }
export const teamsQuery = {
  queryKey: ['teams'],
  queryFn: () => get<{ items: { id: string; name: string }[] }>('/teams'),
}

/** A grant: who, at which levels, how far. What the levels open is shown while choosing. */
export function UserForm({ user, close, done }: Props) {
  const register = useRegister()
  const teams = useQuery(teamsQuery)
  const [values, setValues] = useState({
    name: user?.name ?? '',
    email: user?.email ?? '',
    language: user?.language ?? 'fi',
    levels: user?.levels ?? [],
    scope: user?.scope ?? 'team',
    team: user?.team ?? null,
  })
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const save = useMutation<Invited | undefined, Problem>({
    mutationFn: async () => {
      if (!user) return post<Invited>('/users', values)
      await patch(`/users/${user.id}`, values)
      return undefined
    },
    onSuccess: (answer) => {
      if (user) toast(t('saved'))
      done(answer)
    },
  })
  const errorOf = (field: string) => (save.error?.field === field ? save.error.message : undefined)
  const toggle = (id: string) =>
    set({ levels: values.levels.includes(id) ? values.levels.filter((one) => one !== id) : [...values.levels, id] })
  const writes = union(values.levels.map((id) => register.levels[id]?.writes ?? []))
  const reads = union(values.levels.map((id) => register.levels[id]?.reads ?? [])).filter(
    (one) => !writes.includes(one),
  )
  return (
    <Drawer
      opened
      onClose={close}
      size={520}
      title={user ? user.name : t('users.new')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput
          label={t('users.name')}
          value={values.name}
          error={errorOf('name')}
          data-autofocus
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('signin.email')}
          value={values.email}
          error={errorOf('email')}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <fieldset className="choices">
          <legend>{t('users.levels')}</legend>
          <div className="levels">
            {Object.entries(register.levels).map(([id, level]) => (
              <label key={id} className="choice" title={inWords(level.wording)}>
                <input type="checkbox" checked={values.levels.includes(id)} onChange={() => toggle(id)} />
                <span>{inWords(level.label, id)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {values.levels.length > 0 && (
          <div className="note stack stack-tight">
            <span className="small quiet">{t('users.writes')}</span>
            <span className="chips">
              {writes.length ? writes.map((one) => <PurposeChip key={one} purpose={one} />) : t('users.nothing')}
            </span>
            {reads.length > 0 && (
              <>
                <span className="small quiet">{t('users.reads')}</span>
                <span className="chips">
                  {reads.map((one) => (
                    <PurposeChip key={one} purpose={one} />
                  ))}
                </span>
              </>
            )}
          </div>
        )}
        <div className="form-grid">
          <NativeSelect
            label={t('users.scope')}
            value={values.scope}
            onChange={(event) => set({ scope: event.currentTarget.value as User['scope'] })}
            data={(['own', 'team', 'all'] as const).map((one) => ({ value: one, label: t(`scope.${one}`) }))}
          />
          <NativeSelect
            label={t('users.team')}
            value={values.team ?? ''}
            onChange={(event) => set({ team: event.currentTarget.value || null })}
            data={[
              { value: '', label: '–' },
              ...(teams.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
          <NativeSelect
            label={t('settings.language')}
            value={values.language}
            onChange={(event) => set({ language: event.currentTarget.value as User['language'] })}
            data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] }))}
          />
        </div>
        <ProblemNote error={save.error} />
        <Button
          type="submit"
          variant="filled"
          disabled={!values.name || !values.email || values.levels.length === 0}
          loading={save.isPending}
        >
          {t(user ? 'save' : 'users.grant')}
        </Button>
      </form>
    </Drawer>
  )
}

const union = (lists: (readonly string[])[]) => [...new Set(lists.flat())]
