import { Button, Modal, NativeSelect, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t, tn } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { GROUNDS } from './informings.tsx'

/** Somebody need not be told: the ground of the law, why it holds here, and what protects them instead. */
export function Exempt({ people, close, done }: { people: readonly string[]; close: () => void; done: () => void }) {
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>(GROUNDS[0])
  const [reasoning, setReasoning] = useState('')
  const [safeguards, setSafeguards] = useState('')
  const propose = useMutation({
    mutationFn: () =>
      post('/informing/exempt', { people, ground, reasoning: reasoning.trim(), safeguards: safeguards.trim() }),
    onSuccess: () => {
      toast(tn('exemptions.added', people.length))
      done()
    },
  })
  return (
    <Modal opened onClose={close} title={t('exemptions.add')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          propose.mutate()
        }}
      >
        <p className="quiet">{tn('exemptions.add.body', people.length)}</p>
        <NativeSelect
          label={t('exemptions.ground')}
          value={ground}
          onChange={(event) => setGround(event.currentTarget.value as typeof ground)}
          data={GROUNDS.map((one) => ({ value: one, label: t(`exemptions.ground.${one}`) }))}
        />
        <Textarea
          label={t('exemptions.reasoning')}
          required
          minLength={20}
          maxLength={4000}
          value={reasoning}
          autosize
          minRows={2}
          onChange={(event) => setReasoning(event.currentTarget.value)}
        />
        <Textarea
          label={t('exemptions.safeguards')}
          required
          minLength={10}
          maxLength={4000}
          value={safeguards}
          autosize
          minRows={2}
          onChange={(event) => setSafeguards(event.currentTarget.value)}
        />
        <ProblemNote error={propose.error} />
        <Button type="submit" variant="filled" loading={propose.isPending}>
          {t('exemptions.propose')}
        </Button>
      </form>
    </Modal>
  )
}
