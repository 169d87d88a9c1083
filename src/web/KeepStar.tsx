import { ActionIcon, Tooltip } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useRoute } from 'wouter'
import { useFavourites, useRecent } from './kept.ts'
import { t } from './language.ts'
import { useRegister } from './register.ts'
import { useSession } from './session.ts'
import { toast, toastProblem } from './toast.tsx'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Keeps at hand the record that the address names; nothing on other pages, or where it was not opened for a purpose. */
export function KeepStar() {
  const [isRecord, params] = useRoute('/:noun/:id')
  const { noun = '', id = '' } = params ?? {}
  const register = useRegister()
  const session = useSession()
  const opened = useRecent().find((one) => one.record_id === id)
  const { favourites, keep, drop } = useFavourites()
  if (!isRecord || !ID.test(id) || !register.nouns[noun] || !opened || !session.writes.includes(opened.purpose))
    return null
  const kept = favourites.find((one) => one.record_id === id)
  const label = t(kept ? 'kept.drop' : 'kept.add')
  const press = async () => {
    try {
      if (!kept?.id) return await keep(opened)
      await drop(kept.id)
      toast(t('kept.dropped'), () => keep(kept))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const Icon = kept ? IconStarFilled : IconStar
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        size={32}
        aria-label={t('kept.add')}
        aria-pressed={kept !== undefined}
        onClick={() => void press()}
      >
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
