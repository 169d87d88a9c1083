/** A group as it takes room: its heading, and the rows it has when it is open. */
type Room = { rows: number; isOpen: boolean }

/** Where the lines of groups stand one after another, so that none of their rows has to be there to know it. */
export function groupLines(groups: readonly Room[]) {
  const starts: number[] = []
  let count = 0
  for (const { rows, isOpen } of groups) {
    starts.push(count)
    count += 1 + (isOpen ? rows : 0)
  }
  return {
    count,
    /** Whose line it is; -1 is the heading. Undefined past the end. */
    at(line: number): { group: number; row: number } | undefined {
      if (line < 0 || line >= count) return undefined
      let [low, high] = [0, starts.length - 1]
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if (starts[middle]! <= line) low = middle
        else high = middle - 1
      }
      return { group: low, row: line - starts[low]! - 1 }
    },
    /** The rows of a group among these lines, by their places in it; undefined where there are none. */
    among(group: number, from: number, to: number): { from: number; to: number } | undefined {
      const room = groups[group]
      if (!room?.isOpen || room.rows === 0) return undefined
      const first = starts[group]! + 1
      const rows = { from: Math.max(0, from - first), to: Math.min(room.rows - 1, to - first) }
      return rows.from <= rows.to ? rows : undefined
    },
  }
}
