/** A visible hint of a key; the accessible name of the control beside it does not need it. */
export function Keycap({ keys }: { keys: string }) {
  return (
    <span className="keycaps" aria-hidden>
      {keys.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
