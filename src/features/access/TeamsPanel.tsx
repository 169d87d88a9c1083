import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '#web/api.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toastProblem } from '#web/toast.tsx'
import { teamsQuery } from './UserForm.tsx'

export function TeamsPanel() {
  const client = useQueryClient()
  const teams = useQuery(teamsQuery)
  const [name, setName] = useState('')
  const reload = () => client.invalidateQueries({ queryKey: ['teams'] })
  const add = useMutation({
    mutationFn: () => post('/teams', { name }),
    onSuccess: () => {
      setName('')
      void reload()
    },
  })
  const drop = (id: string) => remove(`/teams/${id}`).then(reload).catch(toastProblem)
  return (
    <Panel title={t('teams.title')}>
      <ul className="lines">
        {teams.data?.items.map((team) => (
          <li key={team.id}>
            <span className="main">{team.name}</span>
            <ActionIcon size="sm" aria-label={t('remove.what', { what: team.name })} onClick={() => void drop(team.id)}>
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form
        className="row row-end add-line"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <TextInput label={t('teams.new')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" disabled={!name.trim()} loading={add.isPending}>
          {t('add')}
        </Button>
      </form>
      <ProblemNote error={add.error} />
    </Panel>
  )
}
