import type { Action } from '#kernel/action.ts'
import { answerAction } from './answer.ts'
import { confirmAction } from './confirm.ts'
import { formActions } from './forms.actions.ts'
import { hearAction, scriptsAction } from './hear.ts'
import { showAction } from './shown.ts'

/** What fixed addresses say comes before what stands for any form. */
export const actions: Action[] = [...formActions, scriptsAction, showAction, answerAction, confirmAction, hearAction]
