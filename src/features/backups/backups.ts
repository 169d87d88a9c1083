import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { asChild, working } from './child.ts'
import type { Tried } from './keep.ts'
import type { Made } from './make.ts'
import { backupsIn, placeOf } from './shelf.ts'

/** How much work may be lost, in hours, and how long a restore may take, in minutes: what the company aims at. */
export const TARGETS = { rpo: 24, rto: 60 } as const
/** Days after which a restore must have been tried again. */
export const TEST_EVERY = 90

const Targets = z.object({
  rpo: z.number().int().min(1).max(720).describe('hours of work that may be lost'),
  rto: z.number().int().min(1).max(10_080).describe('minutes a restore may take'),
})
const Receipt = z.object({
  at: z.string(),
  rows: z.number(),
  wrong: z.number(),
  took_ms: z.number(),
  detail: z.record(z.string(), z.any()),
})
const Board = z.object({
  /** The folder, or the address of the bucket. */
  place: z.string(),
  bucket: z.boolean(),
  /** The backups lie on the disk of the data itself: one broken disk takes both. */
  beside: z.boolean(),
  working: z.enum(['make', 'test', 'follow']).nullable(),
  targets: Targets,
  /** Hours since the newest backup; null while there is none. */
  age: z.number().nullable(),
  /** away: it lies in the bucket; else it waits here to be sent, or there is none. */
  items: z.array(z.object({ name: z.string(), made_at: z.string(), bytes: z.number(), away: z.boolean() })),
  backups: z.array(Receipt),
  tests: z.array(Receipt),
  restores: z.array(Receipt),
})

export const actions: readonly Action[] = [
  action({
    name: 'backups.list',
    purposes: ['security'],
    verb: 'operate',
    // Sizes and times: nobody is in them.
    unlogged: true,
    says: { fi: 'Lue varmuuskopiot', sv: 'Läs säkerhetskopiorna', en: 'Read the backups' },
    input: z.object({}),
    output: Board,
    http: { method: 'GET', path: '/backups' },
    run: board,
  }),
  action({
    name: 'backups.make',
    purposes: ['security'],
    verb: 'operate',
    long: true,
    says: { fi: 'Tee varmuuskopio', sv: 'Gör en säkerhetskopia', en: 'Make a backup' },
    input: z.object({}),
    output: z.object({ name: z.string(), rows: z.number(), bytes: z.number(), took_ms: z.number() }),
    http: { method: 'POST', path: '/backups/make' },
    async run({ house }) {
      const { name, rows, bytes, took_ms } = await asChild<Made>(house, 'make')
      return { name, rows, bytes, took_ms }
    },
  }),
  action({
    name: 'backups.test',
    purposes: ['security'],
    verb: 'operate',
    long: true,
    says: {
      fi: 'Kokeile palautusta varmuuskopiosta',
      sv: 'Pröva återläsning av säkerhetskopian',
      en: 'Try a restore from a backup',
    },
    input: z.object({}),
    output: z.object({ name: z.string(), rows: z.number(), masks: z.number(), took_ms: z.number() }),
    http: { method: 'POST', path: '/backups/test' },
    async run({ house }) {
      const { name, rows, masks, took_ms } = await asChild<Tried>(house, 'test')
      return { name, rows, masks, took_ms }
    },
  }),
  action({
    name: 'backups.aim',
    purposes: ['security'],
    verb: 'operate',
    says: {
      fi: 'Aseta varmuuskopioinnin tavoitteet',
      sv: 'Ange målen för säkerhetskopieringen',
      en: 'Set the targets of backups',
    },
    input: Targets,
    output: Targets,
    http: { method: 'POST', path: '/backups/targets' },
    async run({ house, actor }, targets) {
      await house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('backup_targets', $1, $2, clock_timestamp())`,
        [JSON.stringify(targets), actor.id],
      )
      return targets
    },
  }),
]

async function board({ house }: Context): Promise<z.infer<typeof Board>> {
  const shelf = { folder: config.backups, key: house.connection.key, bucket: config.backupBucket }
  const items = await backupsIn(shelf)
  const { rows } = await house.jobs.query(
    `select kind, at, taken as rows, remaining as wrong, took_ms, detail from (
       select *, row_number() over (partition by kind order by at desc) as nth from register.receipts
       where kind in ('backup', 'restore', 'restore_test')) r where nth <= 60 order by at desc`,
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const newest = items[0]
  return {
    place: placeOf(shelf),
    bucket: Boolean(shelf.bucket),
    beside: !shelf.bucket && (await sameDisk(shelf.folder, config.dataFolder)),
    working: working(),
    targets: await targetsOf(house),
    age: newest ? Math.round(((Date.now() - Date.parse(newest.made_at)) / 3_600_000) * 10) / 10 : null,
    items,
    backups: of('backup'),
    tests: of('restore_test'),
    restores: of('restore'),
  }
}

export async function targetsOf({ jobs }: Context['house']): Promise<z.infer<typeof Targets>> {
  const { rows } = await jobs.query(
    `select value from register.settings where name = 'backup_targets' order by at desc limit 1`,
  )
  return rows[0]?.value ?? TARGETS
}

async function sameDisk(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)))
  return !a || !b || a.dev === b.dev
}
