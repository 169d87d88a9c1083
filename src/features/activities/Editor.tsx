import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconBold, IconItalic, IconLink, IconList, IconListNumbers } from '@tabler/icons-react'
import { Mention } from '@tiptap/extension-mention'
import { Markdown, MarkdownManager } from '@tiptap/markdown'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Colleague, useColleagues } from '#web/colleagues.ts'
import { MOD } from '#web/keys.ts'
import { t } from '#web/language.ts'

// HTML in a text is text: read as HTML, an `onerror` of somebody's would run while the editor opens.
const literally = () => undefined
new MarkdownManager().instance.use({ tokenizer: { html: literally, tag: literally } })

export type EditorProps = {
  label: string
  value: string
  change: (markdown: string) => void
  submit: () => void
  focus?: boolean
}

type Asking = { items: Colleague[]; at: number; pick: (one: Colleague) => void }

/** A text with bold, lists, links and colleagues, kept as Markdown. Its code comes when somebody begins to write. */
export default function Editor({ label, value, change, submit, focus }: EditorProps) {
  const { colleagues } = useColleagues()
  const known = useRef<Colleague[]>([])
  known.current = colleagues.filter((one) => !one.left)
  const send = useRef(submit)
  send.current = submit
  const [asking, setAsking] = useState<Asking | null>(null)
  const asked = useRef<Asking | null>(null)
  const [linking, setLinking] = useState(false)
  const list = useId()
  const show = (next: Asking | null) => {
    asked.current = next
    setAsking(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is reached through refs
  const extensions = useMemo(
    () => [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        underline: false,
        link: { openOnClick: false, protocols: ['mailto'], HTMLAttributes: { rel: 'noopener noreferrer' } },
      }),
      Markdown,
      named(known, show, asked),
    ],
    [],
  )
  const editor = useEditor({
    extensions,
    content: value,
    contentType: 'markdown',
    // Its style element would be against our content security policy; ours stand in activities.css.
    injectCSS: false,
    autofocus: focus ? 'end' : false,
    editorProps: {
      attributes: {
        'aria-label': label,
        'aria-multiline': 'true',
        role: 'textbox',
        class: 'writing',
      },
      handleKeyDown: (_view, event) => {
        if (!(event.ctrlKey || event.metaKey)) return false
        if (event.key === 'Enter') send.current()
        else if (event.key.toLowerCase() === 'k') setLinking(true)
        else return false
        event.preventDefault()
        return true
      },
    },
    onUpdate: ({ editor }) => change(editor.isEmpty ? '' : editor.getMarkdown()),
  })
  // Said while the list is there: what is chosen is heard, though the writing never leaves the text.
  const chosen = asking?.items.length ? asking.at : -1
  useEffect(() => {
    if (chosen < 0) return
    const { dom } = editor.view
    dom.setAttribute('aria-controls', list)
    dom.setAttribute('aria-activedescendant', `${list}-${chosen}`)
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, chosen, list])
  const on = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
      link: editor.isActive('link'),
    }),
  })
  const tools = [
    {
      id: 'bold',
      Icon: IconBold,
      words: `${t('editor.bold')} (${MOD} B)`,
      run: () => editor.chain().focus().toggleBold().run(),
    },
    {
      id: 'italic',
      Icon: IconItalic,
      words: `${t('editor.italic')} (${MOD} I)`,
      run: () => editor.chain().focus().toggleItalic().run(),
    },
    {
      id: 'bulletList',
      Icon: IconList,
      words: t('editor.list'),
      run: () => editor.chain().focus().toggleBulletList().run(),
    },
    {
      id: 'orderedList',
      Icon: IconListNumbers,
      words: t('editor.numbers'),
      run: () => editor.chain().focus().toggleOrderedList().run(),
    },
    { id: 'link', Icon: IconLink, words: `${t('editor.link')} (${MOD} K)`, run: () => setLinking(true) },
  ] as const
  return (
    <div className="editor">
      <EditorContent editor={editor} />
      {asking && asking.items.length > 0 && (
        <div className="mentionable" id={list} role="listbox" aria-label={t('editor.colleagues')}>
          {asking.items.map((one, i) => (
            <div
              key={one.id}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === asking.at}
              onMouseDown={(event) => {
                event.preventDefault()
                asking.pick(one)
              }}
            >
              {one.name}
            </div>
          ))}
        </div>
      )}
      {linking && (
        <LinkForm
          href={String(editor.getAttributes('link').href ?? '')}
          set={(href) => {
            setLinking(false)
            const chain = editor.chain().focus().extendMarkRange('link')
            if (href === null) return void editor.commands.focus()
            if (!href) return void chain.unsetLink().run()
            if (editor.state.selection.empty && !editor.isActive('link'))
              return void editor
                .chain()
                .focus()
                .insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
                .run()
            chain.setLink({ href }).run()
          }}
        />
      )}
      <div className="tools" role="toolbar" aria-label={t('editor.tools')}>
        {tools.map(({ id, Icon, words, run }) => (
          <ActionIcon key={id} size="sm" aria-label={words} title={words} aria-pressed={on[id]} onClick={run}>
            <Icon size={15} />
          </ActionIcon>
        ))}
      </div>
    </div>
  )
}

function LinkForm({ href, set }: { href: string; set: (href: string | null) => void }) {
  const [value, setValue] = useState(href)
  const whole = /^(https?:\/\/|mailto:)/i.test(value.trim())
    ? value.trim()
    : value.includes('@')
      ? `mailto:${value.trim()}`
      : value.trim() && `https://${value.trim()}`
  const keys = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Not a form: it stands inside one.
    event.preventDefault()
    event.stopPropagation()
    set(event.key === 'Enter' ? whole : null)
  }
  return (
    <div className="row">
      <TextInput
        className="grow"
        autoFocus
        aria-label={t('editor.address')}
        placeholder="https://"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <Button onClick={() => set(whole)}>{t('editor.link')}</Button>
    </div>
  )
}

type Shown = (next: Asking | null) => void

/** `[@Veera Lindroos](user:…)` in the text kept; a name that cannot be broken in the one being written. */
const named = (known: React.RefObject<Colleague[]>, show: Shown, asked: React.RefObject<Asking | null>) =>
  Mention.extend({
    markdownTokenName: 'mention',
    markdownTokenizer: {
      name: 'mention',
      level: 'inline' as const,
      start: (src: string) => src.indexOf('[@'),
      tokenize(src: string) {
        const found = /^\[@([^\]\n]{1,200})\]\(user:([A-Za-z0-9_-]{1,100})\)/.exec(src)
        return found ? { type: 'mention', raw: found[0], attributes: { label: found[1], id: found[2] } } : undefined
      },
    },
    parseMarkdown: (token: any, tools: any) => tools.createNode('mention', token.attributes),
    renderMarkdown: (node: any) =>
      `[@${String(node.attrs?.label ?? '').replace(/[[\]\n]/g, '')}](user:${node.attrs?.id})`,
  }).configure({
    HTMLAttributes: { class: 'mention' },
    suggestion: {
      char: '@',
      items: ({ query }: { query: string }) =>
        known.current.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())).slice(0, 6),
      render: () => {
        const put = ({ items, command }: { items: any[]; command: (attrs: any) => void }) =>
          show({ items, at: 0, pick: ({ id, name }) => command({ id, label: name }) })
        return {
          onStart: put,
          onUpdate: put,
          onExit: () => show(null),
          onKeyDown: ({ event }: { event: KeyboardEvent }) => {
            const now = asked.current
            if (!now || now.items.length === 0) return false
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
            if (step) show({ ...now, at: (now.at + step + now.items.length) % now.items.length })
            else if (event.key === 'Enter' || event.key === 'Tab') now.pick(now.items[now.at]!)
            else if (event.key === 'Escape') show(null)
            else return false
            // The composer around it must not close by the same key.
            event.stopPropagation()
            return true
          },
        }
      },
    },
  })
