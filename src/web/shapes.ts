import type { ComponentType, ReactNode } from 'react'

/** What a list asks for at this moment, however it is drawn: the same words go to every shape. */
export type ShapeView = {
  noun: string
  purpose: string
  /** As the API takes it; undefined when nothing is asked. */
  filter: object | undefined
  q: string
  sort: string
}

/** Another way than a table to draw the rows of a list: a board, a calendar. Its id stands in the address. */
export type Shape = {
  id: string
  icon: ComponentType<{ size?: number }>
  label: string
  render: (view: ShapeView) => ReactNode
}
