import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate, formatTime } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toastProblem } from '#web/toast.tsx'
import { Wide } from '#web/Wide.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { ShownLink } from './ShownLink.tsx'
import { TeamsPanel } from './TeamsPanel.tsx'
import { UserForm } from './UserForm.tsx'
import './access.css'

export type User = {
  id: string
  name: string
  email: string
  language: 'fi' | 'sv' | 'en'
  levels: string[]
  scope: 'own' | 'team' | 'all'
  team: string | null
  state: 'active' | 'invited' | 'left'
  created_at: string
  left_at: string | null
}
export type Invited = { user: User; mailed: boolean; link?: string }
type Asked = { items: { user_id: string; name: string; email: string; asked_at: string }[] }

export const usersQuery = { queryKey: ['users'], queryFn: () => get<{ items: User[] }>('/users') }

/** Who may work here, under which purposes, and how far. */
export default function UsersScreen() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const users = useQuery(usersQuery)
  const asked = useQuery({ queryKey: ['password requests'], queryFn: () => get<Asked>('/password/requests') })
  const [editing, setEditing] = useState<User | 'new' | null>(null)
  const [leaving, setLeaving] = useState<User | null>(null)
  const [shown, setShown] = useState<Invited | null>(null)
  const invite = useMutation({
    mutationFn: (id: string) => post<Invited>(`/users/${id}/invite`),
    onSuccess: (answer) => {
      setShown(answer)
      void client.invalidateQueries({ queryKey: ['password requests'] })
    },
    onError: toastProblem,
  })
  const list = users.data?.items ?? []
  const here = list.filter((user) => user.state !== 'left')
  const left = list.filter((user) => user.state === 'left')
  const levelName = (id: string) => inWords(register.levels[id]?.label, id)
  return (
    <Page
      title={t('nav.users')}
      subtitle={t('users.body')}
      actions={
        <Button variant="filled" onClick={() => setEditing('new')}>
          {t('users.new')}
        </Button>
      }
    >
      <div className="panels">
        <ProblemNote error={users.error} retry={() => void users.refetch()} />
        {shown && <ShownLink invited={shown} close={() => setShown(null)} />}
        {(asked.data?.items.length ?? 0) > 0 && (
          <Panel title={t('users.asked')}>
            <ul className="lines">
              {asked.data?.items.map((one) => (
                <li key={one.user_id}>
                  <span className="main">
                    {one.name} <span className="quiet">{one.email}</span>
                  </span>
                  <span className="quiet small">{formatTime(one.asked_at)}</span>
                  <Button size="compact-sm" onClick={() => invite.mutate(one.user_id)}>
                    {t('users.link')}
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <Panel title={here.length ? tn('users.count', here.length) : t('nav.users')}>
          {users.isPending ? (
            <Skeleton lines={6} />
          ) : (
            <Wide label={t('nav.users')}>
              <table className="plain">
                <thead>
                  <tr>
                    <th>{t('users.name')}</th>
                    <th>{t('users.levels')}</th>
                    <th>{t('users.scope')}</th>
                    <th>{t('users.team')}</th>
                    <th>{t('users.state')}</th>
                    <th>
                      <span className="visually-hidden">{t('actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {here.map((user) => (
                    <tr key={user.id}>
                      <td>
                        <strong>{user.name}</strong>
                        <div className="quiet small">{user.email}</div>
                      </td>
                      <td>{user.levels.map(levelName).join(', ')}</td>
                      <td>{t(`scope.${user.scope}`)}</td>
                      <td>{user.team ?? '–'}</td>
                      <td>
                        <span className={`chip ${user.state === 'active' ? 'chip-good' : 'chip-warn'}`}>
                          {t(`userState.${user.state}`)}
                        </span>
                      </td>
                      <td>
                        {user.id !== session.user.id && (
                          <span className="row row-tight">
                            <Button size="compact-sm" variant="subtle" onClick={() => setEditing(user)}>
                              {t('edit')}
                            </Button>
                            <Button size="compact-sm" variant="subtle" onClick={() => invite.mutate(user.id)}>
                              {t('users.link')}
                            </Button>
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              className="danger"
                              onClick={() => setLeaving(user)}
                            >
                              {t('users.leave')}
                            </Button>
                          </span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          )}
        </Panel>
        <TeamsPanel />
        {left.length > 0 && (
          <Panel title={t('users.left')}>
            <ul className="lines lines-past">
              {left.map((user) => (
                <li key={user.id}>
                  <span className="main">{user.name}</span>
                  <span className="small">{formatDate(user.left_at)}</span>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
      {editing && (
        <UserForm
          user={editing === 'new' ? null : editing}
          close={() => setEditing(null)}
          done={(answer) => {
            setEditing(null)
            if (answer) setShown(answer)
            void client.invalidateQueries({ queryKey: ['users'] })
          }}
        />
      )}
      {leaving && (
        <LeaveDialog
          user={leaving}
          others={here.filter((one) => one.id !== leaving.id)}
          close={() => setLeaving(null)}
        />
      )}
    </Page>
  )
}
