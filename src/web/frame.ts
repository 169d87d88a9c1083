import { createContext, use } from 'react'

export type Creatable = 'people' | 'companies'

/** What any screen may ask of the frame around it. */
export type FrameDoors = {
  create(noun: Creatable): void
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
