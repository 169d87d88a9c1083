import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { useKeys } from '#web/keys.ts'
import { LANGUAGE_NAMES, type Language, t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { creatableFor, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import { type Template, useTemplates } from './templates.tsx'
import './letters.css'

/** Texts written often: whole messages and pieces of text, one's own and the shared. */
export default function TemplatesScreen() {
  const session = useSession()
  const register = useRegister()
  const client = useQueryClient()
  const purpose = creatableFor(register, 'templates', session.writes)[0] ?? ''
  const all = useTemplates(undefined, purpose)
  const [editing, setEditing] = useState<Template | 'new' | null>(null)
  useKeys({ n: () => setEditing('new') })
  const reload = () => client.invalidateQueries({ queryKey: ['templates'] })
  const drop = async ({ id, own: _, version: __, ...kept }: Template) => {
    try {
      await remove(`/templates/${id}`, { query: { purpose } })
      await reload()
      toast(t('removed', { what: kept.name }), async () => {
        await post('/templates', kept, { query: { purpose } })
        await reload()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const may = (one: Template) => one.own || (one.shared && session.may.includes('arrange'))
  return (
    <Page
      title={t('nav.templates')}
      subtitle={t('templates.what')}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
          {t('templates.new')}
        </Button>
      }
    >
      {all.length === 0 && <Empty title={t('templates.none')}>{t('templates.none.body')}</Empty>}
      {all.length > 0 && (
        <ul className="lines">
          {all.map((one) => (
            <li key={one.id}>
              <span className="grow">
                <strong>{one.name}</strong>
                <span className="quiet small template-start">{one.subject || one.body.slice(0, 90)}</span>
              </span>
              <span className="chip chip-plain">{t(`templates.${one.kind}`)}</span>
              {one.language && (
                <span className="chip chip-plain" lang={one.language}>
                  {LANGUAGE_NAMES[one.language as Language]}
                </span>
              )}
              {one.shared && <span className="chip chip-plain">{t('templates.shared')}</span>}
              {may(one) && (
                <span className="row row-tight">
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('edit.what', { what: one.name })}
                    onClick={() => setEditing(one)}
                  >
                    {t('edit')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`${t('delete')}: ${one.name}`}
                    onClick={() => void drop(one)}
                  >
                    {t('delete')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <TemplateForm
          template={editing === 'new' ? null : editing}
          purpose={purpose}
          close={() => {
            setEditing(null)
            void reload()
          }}
        />
      )}
    </Page>
  )
}
