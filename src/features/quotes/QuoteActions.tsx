import { ActionIcon, Button, Menu, Modal, Textarea, TextInput } from '@mantine/core'
import { IconDots, IconFileTypePdf, IconSend } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Row, recordKey } from '#web/record.ts'
import type { Opened } from '#web/recordPage.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Props = { quote: Row; page: Opened; pdf: string }

/** What can be done with a quote in its state. */
export function QuoteActions({ quote, page, pdf }: Props) {
  const { purpose, mayWrite } = page
  const client = useQueryClient()
  const [, go] = useLocation()
  const [asked, ask] = useState<'send' | 'resend' | 'accepted' | 'declined' | null>(null)
  const took = (row: Row) => {
    client.setQueryData<Row>(recordKey('quotes', quote.id, purpose), (now) => ({ ...now, ...row }))
    void client.invalidateQueries({ queryKey: ['list', 'quotes'] })
    void client.invalidateQueries({ queryKey: ['record', 'deals'] })
  }
  const call = (step: string, body: object = {}) =>
    post<Row>(`/quotes/${quote.id}/${step}`, body, { query: { purpose }, version: quote.version })
  const run = (step: string, done: (row: Row) => void = took) => void call(step).then(done).catch(toastProblem)
  const follow = (row: Row) => {
    void client.invalidateQueries({ queryKey: ['list', 'quotes'] })
    toast(t('created'))
    go(`/quotes/${row.id}?purpose=${purpose}`)
  }
  const copy = () =>
    void call('link')
      .then(({ url }) =>
        navigator.clipboard.writeText(url).then(
          () => toast(t('quotes.link.copied')),
          () => toast(url),
        ),
      )
      .catch(toastProblem)
  const { state } = quote
  return (
    <>
      <Button
        component="a"
        href={pdf}
        target="_blank"
        rel="noopener"
        variant="default"
        leftSection={<IconFileTypePdf size={15} aria-hidden />}
      >
        {t('quotes.pdf')}
      </Button>
      {mayWrite && state === 'draft' && (
        <Button variant="filled" leftSection={<IconSend size={15} aria-hidden />} onClick={() => ask('send')}>
          {t('quotes.send')}
        </Button>
      )}
      {mayWrite && state === 'sent' && (
        <Button variant="default" onClick={copy}>
          {t('quotes.link')}
        </Button>
      )}
      {mayWrite && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={32} aria-label={t('actions')}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {state === 'draft' && <Menu.Item onClick={() => run('mark')}>{t('quotes.mark')}</Menu.Item>}
            {state === 'sent' && <Menu.Item onClick={() => ask('resend')}>{t('quotes.resend')}</Menu.Item>}
            {state === 'sent' && <Menu.Item onClick={() => ask('accepted')}>{t('quotes.record.accepted')}</Menu.Item>}
            {state === 'sent' && <Menu.Item onClick={() => ask('declined')}>{t('quotes.record.declined')}</Menu.Item>}
            {state === 'sent' && <Menu.Item onClick={() => run('withdraw')}>{t('quotes.withdraw')}</Menu.Item>}
            {state !== 'draft' && <Menu.Item onClick={() => run('revise', follow)}>{t('quotes.revise')}</Menu.Item>}
            <Menu.Item onClick={() => run('duplicate', follow)}>{t('quotes.duplicate')}</Menu.Item>
            {state !== 'sent' && state !== 'accepted' && (
              <Menu.Item className="danger" onClick={() => void page.forget(quote.number)}>
                {t('delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && <Asked asked={asked} quote={quote} call={call} took={took} close={() => ask(null)} />}
    </>
  )
}

type AskedProps = {
  asked: 'send' | 'resend' | 'accepted' | 'declined'
  quote: Row
  call: (step: string, body?: object) => Promise<Row>
  took: (row: Row) => void
  close: () => void
}

/** A word with the message, or who gave the answer by telephone. */
function Asked({ asked, quote, call, took, close }: AskedProps) {
  const sends = asked === 'send' || asked === 'resend'
  const [name, setName] = useState<string>(sends ? '' : (quote.contact ?? ''))
  const [note, setNote] = useState('')
  const give = useMutation<Row, Problem>({
    mutationFn: () =>
      sends
        ? call(asked, note ? { message: note } : {})
        : call('answer', { answer: asked, name, ...(note && { note }) }),
    onSuccess: (row) => {
      took(row)
      close()
      toast(t(sends ? 'quotes.sent' : 'saved'))
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t(sends ? `quotes.${asked}` : `quotes.record.${asked}`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          give.mutate()
        }}
      >
        {asked === 'resend' && <p>{t('quotes.resend.body')}</p>}
        {sends ? (
          <p>{quote.contact ? t('quotes.send.to', { name: quote.contact }) : t('quotes.send.nobody')}</p>
        ) : (
          <TextInput
            label={t('quotes.answered.by')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <Textarea
          label={t(sends ? 'quotes.send.message' : asked === 'accepted' ? 'quotes.reference' : 'quotes.reason')}
          autosize
          minRows={3}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemNote error={give.error} />
        <Button
          type="submit"
          variant="filled"
          loading={give.isPending}
          disabled={sends ? !quote.contact : !name.trim()}
        >
          {t(sends ? `quotes.${asked}` : 'save')}
        </Button>
      </form>
    </Modal>
  )
}
