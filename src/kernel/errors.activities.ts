import { e } from './errors.entry.ts'

export const activityErrors = {
  TASK_OUT_OF_LEVEL: e(
    422,
    ['Tehtävä kuuluu käyttötarkoitukseen, jossa tämä kollega ei työskentele.', 'Valitse toinen kollega.'],
    ['Uppgiften hör till ett ändamål som den här kollegan inte arbetar för.', 'Välj en annan kollega.'],
    ['The task belongs to a purpose this colleague does not work for.', 'Choose another colleague.'],
  ),
}
