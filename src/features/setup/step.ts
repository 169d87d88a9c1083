/** One step of setting up, as the server sees it. */
export type Step = {
  id: 'company' | 'team' | 'tests' | 'retention' | 'staff' | 'import' | 'mail' | 'work' | 'notice' | 'leaving'
  done: boolean
  detail: Record<string, any>
}
