/** People of the demo company whose calls show something, by `demo.callers` of the words. The first is the one to begin with. */
export const demoCallers = [{ situation: 'late', number: '+34600112233' }] as const;
