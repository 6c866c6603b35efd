/**
 * People of the demo company whose calls show something, by `demo.callers` of the words. The first is the one to begin with.
 * The page may not import the demo company itself; a test holds the two lists together.
 */
export const demoCallers = [
  { id: 'wrongTwice', from: '+34600112233' },
  { id: 'english', from: '+441174960461' },
  { id: 'mexico', from: '+52 1 55 1122 3344' },
  { id: 'family', from: '+34957112233' },
  { id: 'guest', from: '+34655001122' },
  { id: 'office', from: '+34930110033' },
  { id: 'gardener', from: '+34699008877' },
  { id: 'withheld', from: 'anonymous' },
  { id: 'unknown', from: '+34611000000' },
] as const;
