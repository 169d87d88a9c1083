import { lazy, Suspense, useState } from 'react'
import type { EditorProps } from './Editor.tsx'

const Editor = lazy(() => import('./Editor.tsx'))

/** Looks like a field; becomes the editor when one enters it, and is one at once where a text is waiting. */
export function Text(props: EditorProps) {
  const [isOpen, setOpen] = useState(props.focus === true || props.value !== '')
  const [isEntered, setEntered] = useState(props.focus === true)
  const enter = () => {
    setOpen(true)
    setEntered(true)
  }
  if (!isOpen) {
    return (
      <button type="button" className="text-field quiet" onClick={enter} onFocus={enter}>
        {props.label}
      </button>
    )
  }
  return (
    <Suspense fallback={<div className="text-field quiet">{props.value || props.label}</div>}>
      <Editor {...props} focus={isEntered} />
    </Suspense>
  )
}
