import { hueStyle } from './PurposeChip.tsx'

/** A label in its own colour; its name says it without the colour too. */
export const LabelChip = ({ name, hue }: { name: string; hue: number }) => (
  <span className="chip hued label-chip" style={hueStyle(hue)}>
    {name}
  </span>
)
