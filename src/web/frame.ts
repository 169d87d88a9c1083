import { createContext, use } from 'react'

/** What any screen may ask of the frame around it. */
export type FrameDoors = {
  /** Opens the drawer that makes a record of the noun, where a feature has one. */
  create(noun: string): void
  palette(): void
  help(): void
  changeLanguage(to: 'fi' | 'sv' | 'en'): void
}

export const FrameContext = createContext<FrameDoors>({
  create: () => {},
  palette: () => {},
  help: () => {},
  changeLanguage: () => {},
})
export const useFrame = () => use(FrameContext)
