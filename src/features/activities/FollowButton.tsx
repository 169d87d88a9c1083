import { Button } from '@mantine/core'
import { IconBell, IconBellFilled } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { toastProblem } from '#web/toast.tsx'

type State = { following: boolean }

/** Follows a record, or stops: what is new about it is then told in the inbox. */
export function FollowButton({ noun, id, purpose }: { noun: string; id: string; purpose: string }) {
  const client = useQueryClient()
  const key = ['follow', noun, id]
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => get<State>('/follows/of', { noun, record_id: id, purpose }),
    staleTime: 60_000,
  })
  const following = data?.following ?? false
  const turn = async () => {
    client.setQueryData<State>(key, { following: !following })
    try {
      await post(`/follows/${following ? 'stop' : 'start'}`, { noun, record_id: id }, { query: { purpose } })
    } catch (problem) {
      client.setQueryData<State>(key, { following })
      toastProblem(problem)
    }
  }
  const Icon = following ? IconBellFilled : IconBell
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      aria-pressed={following}
      title={t('follow.what')}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => void turn()}
    >
      {t(following ? 'follow.on' : 'follow')}
    </Button>
  )
}
