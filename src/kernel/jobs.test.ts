import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Bed, openBed } from '../../tests/bed.ts'
import { type House, openHouse } from './database.ts'
import { type Job, receipted, runFirst } from './jobs.ts'

// What has never run on an installation does not wait for the night; what has run, or comes round soon, does.

let bed: Bed
let house: House
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const job = (name: Job['name'], cron: string, more: Partial<Job> = {}): Job => ({
  name,
  cron,
  run: async () => ({ done: true }),
  ...more,
})
const JOBS = [
  job('try.nightly', '10 2 * * *'),
  job('try.monthly', '20 3 1 * *'),
  job('try.twice', '7 22,23 * * *'),
  job('try.hourly', '7 * * * *'),
  job('try.often', '*/10 * * * *'),
  job('try.every', '0 */6 * * *'),
  job('try.moment', '10 2 * * *', { momentary: true }),
]
const waiting = async () =>
  (
    await house.jobs.query(
      `select t.identifier as job, q.queue_name as queue, j.max_attempts as most, j.run_at > now() + interval '4 minutes' and j.run_at < now() + interval '6 minutes' as soon
       from jobs._private_jobs j join jobs._private_tasks t on t.id = j.task_id left join jobs._private_job_queues q on q.id = j.job_queue_id
       where t.identifier like 'try.%' order by j.run_at, j.id`,
    )
  ).rows

test('never run, and seldom: once, minutes from now, one after the other; what has run waits for its time', async () => {
  await receipted(house, JOBS[2]!)
  await runFirst(house, JOBS)
  const asked = await waiting()
  assert.deepEqual(
    asked,
    ['try.nightly', 'try.monthly'].map((name) => ({ job: name, queue: 'first', most: 1, soon: true })),
  )
  // Started again, it is not asked for twice.
  await runFirst(house, JOBS)
  assert.deepEqual(await waiting(), asked)
})
