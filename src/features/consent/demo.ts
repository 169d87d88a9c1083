import { type Db, markPublished, saveDraft } from './forms.ts'
import { standardConsent } from './standard.ts'
import { startingForm } from './starting.ts'

/** The form on the demo company's web site: news and events, each asked about by itself. */
export async function consentDemo(db: Db, controller: string): Promise<void> {
  const form = startingForm(controller)
  const body = { ...form, consents: [...form.consents, standardConsent('events', 'email', controller)] }
  await markPublished(db, 'ajankohtaista', await saveDraft(db, 'ajankohtaista', body, 'demo'))
}
