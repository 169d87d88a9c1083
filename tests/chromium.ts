import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { halt } from '#kernel/halt.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser for the journeys: CHROMIUM, one that is installed, or (as root on Debian) installed now. Without one the tests fail; none is skipped. */
export function findChromium(): string {
  const named = process.env.CHROMIUM
  if (named) return existsSync(named) ? named : halt(`CHROMIUM=${named} does not exist. Give the path of a Chromium.`)
  const found = places.find((path) => existsSync(path))
  if (found) return found
  const debian = existsSync('/usr/bin/apt-get')
  if (!debian) halt('The tests need a Chromium. Install it, or give its path in CHROMIUM, and run npm test again.')
  if (process.getuid?.() !== 0) {
    halt(
      'The tests need a Chromium. Install it with: sudo apt-get update && sudo apt-get install chromium fonts-liberation. Then run npm test again.',
    )
  }
  console.log('Installing Chromium by apt-get …')
  aptGet('update', '-q')
  aptGet('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation')
  return existsSync('/usr/bin/chromium')
    ? '/usr/bin/chromium'
    : halt('apt-get installed no /usr/bin/chromium. Give the path of a Chromium in CHROMIUM.')
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] })
  if (status !== 0)
    halt(`apt-get ${args[0]} failed; its reason is above. Install chromium by hand and run npm test again.`)
}
