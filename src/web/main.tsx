import { screenAhead } from './ahead.ts'
import '@fontsource-variable/inter'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/VisuallyHidden.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Group.layer.css'
import '@mantine/core/styles/Loader.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Flex.layer.css'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Button.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/NumberInput.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import '@mantine/core/styles/Tooltip.layer.css'
import '@mantine/core/styles/Notification.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './frame.css'
import './parts.css'
import './table.css'
import './month.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, client } from './App.tsx'
import { speak } from './api.ts'
import { tellWhatIsCut } from './cut.ts'
import { loadLanguage, preferredLanguage } from './language.ts'
import { registerQuery } from './register.ts'
import { sessionQuery } from './session.ts'

// A newer version has taken away the files of this one: the page is fetched again, but never in a loop.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('seloste.reloaded') ?? 0)
  if (Date.now() - last < 60_000) return
  sessionStorage.setItem('seloste.reloaded', String(Date.now()))
  location.reload()
})

// A page that the browser had only put aside shows what was read before somebody signed out: it is fetched again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

tellWhatIsCut()
const language = preferredLanguage()
speak(language)
// All at once: the texts, who is signed in with the register, and the screen asked for. The server had the browser fetch
// them while this was being read; the register is nobody's who has not signed in.
await Promise.all([
  loadLanguage(language),
  client
    .prefetchQuery(sessionQuery)
    .then(() => client.getQueryData(sessionQuery.queryKey) && client.prefetchQuery(registerQuery)),
  screenAhead,
])
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
