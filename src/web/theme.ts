import {
  ActionIcon,
  Button,
  createTheme,
  Drawer,
  defaultVariantColorsResolver,
  Input,
  Loader,
  Menu,
  Modal,
  Popover,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'

/** Components take their colours from tokens.css, so that light and dark need no second thought. */
const colours: VariantColorsResolver = (input) => {
  const base = defaultVariantColorsResolver({ ...input, color: 'gray' })
  if (input.variant === 'filled') {
    return {
      ...base,
      background: 'var(--accent)',
      hover: 'var(--accent-hover)',
      color: 'var(--on-accent)',
      border: '1px solid transparent',
    }
  }
  if (input.variant === 'default') {
    return {
      ...base,
      background: 'var(--paper-raised)',
      hover: 'var(--paper-hover)',
      color: 'var(--ink)',
      border: '1px solid var(--line-strong)',
    }
  }
  if (input.variant === 'light') {
    return {
      ...base,
      background: 'var(--accent-wash)',
      hover: 'var(--accent-wash)',
      color: 'var(--accent)',
      border: '1px solid transparent',
    }
  }
  return {
    ...base,
    background: 'transparent',
    hover: 'var(--paper-hover)',
    color: 'var(--ink)',
    border: '1px solid transparent',
  }
}

const swift = { duration: 90, transition: 'fade' } as const

export const veil = { color: 'var(--veil)', backgroundOpacity: 1 } as const

export const theme = createTheme({
  fontFamily: 'var(--text)',
  defaultRadius: 5,
  respectReducedMotion: true,
  variantColorResolver: colours,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'default' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 'md' } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    Loader: Loader.extend({ defaultProps: { size: 'sm', color: 'var(--accent)' } }),
    // Inside the page's own landmarks, and above what would cut it off.
    Menu: Menu.extend({
      defaultProps: {
        transitionProps: swift,
        position: 'bottom-start',
        shadow: 'md',
        withinPortal: false,
        floatingStrategy: 'fixed',
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: swift, shadow: 'md', withinPortal: true } }),
    // Locking the scroll would write a style element, which the content security policy refuses.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, transitionProps: swift, centered: true, overlayProps: veil },
    }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, position: 'right', overlayProps: veil, transitionProps: { duration: 120 } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { transitionProps: swift, openDelay: 250, events: { hover: true, focus: true, touch: false } },
    }),
  },
})
