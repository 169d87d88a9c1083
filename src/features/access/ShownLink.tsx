import { Button, CloseButton } from '@mantine/core'
import { t } from '#web/language.ts'
import { toast } from '#web/toast.tsx'
import type { Invited } from './UsersScreen.tsx'

/** An invitation went by mail, or, without a relay, stands here once for the administrator to hand over. */
export function ShownLink({ invited, close }: { invited: Invited; close: () => void }) {
  const { user, mailed, link } = invited
  return (
    <div className="note note-good stack stack-tight" role="status">
      <div className="row">
        <strong>{t(mailed ? 'users.mailed' : 'users.linkShown', { name: user.name, email: user.email })}</strong>
        <span className="gap" />
        <CloseButton aria-label={t('close')} onClick={close} />
      </div>
      {link && (
        <>
          <code className="secret code">{link}</code>
          <div className="row">
            <Button
              size="compact-sm"
              onClick={() => void navigator.clipboard.writeText(link).then(() => toast(t('copied')))}
            >
              {t('copy')}
            </Button>
            <span className="small">{t('users.link.once')}</span>
          </div>
        </>
      )}
    </div>
  )
}
