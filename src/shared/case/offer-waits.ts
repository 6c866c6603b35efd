/** So long somebody may be on calls and not have looked, ms. */
const patience = 3_600_000;

/** Whether whoever was asked to take a case has not answered for so long that whoever asked should look for somebody else. */
export function offerWaits({ at }: { at: number }, now: number): boolean {
  return now - at > patience;
}
