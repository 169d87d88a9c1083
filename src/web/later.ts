import { type ComponentType, createElement, lazy, useState } from 'react'

export type Later<P = any> = ComponentType<P> & { bring: () => Promise<void> }

/**
 * A component whose code comes when it is needed, or earlier when `bring` was called: then it is drawn at
 * once. One that suspends is shown by React 300 ms later, however fast the code came.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): Later<P> {
  const Lazy = lazy(load)
  let ready: ComponentType<P> | undefined
  const Shown = (props: P) => {
    // Chosen once a mount: to change it would throw the screen's state away.
    const [Chosen] = useState<ComponentType<P>>(() => ready ?? (Lazy as unknown as ComponentType<P>))
    return createElement(Chosen, props)
  }
  const bring = async () => {
    ready = (await load()).default
  }
  return Object.assign(Shown, { bring })
}
