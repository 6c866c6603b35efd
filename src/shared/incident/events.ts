import { z } from 'zod';

const incidentId = z.string().min(1).max(60);

/** What happens with a known incident in a case and with a customer. See `eventData`. */
export const incidentEvents = {
  'case.tied-to-incident.1': z.strictObject({ incidentId }),
  /** Somebody called a customer about it after it was over. `reached`: they spoke. Belongs to the customer alone. */
  'incident.called-back.1': z.strictObject({
    incidentId,
    reached: z.boolean(),
    text: z.string().max(20_000),
  }),
} as const;

export const incidentCommands = {
  'case.tie-incident': incidentEvents['case.tied-to-incident.1'],
  'incident.call-back': incidentEvents['incident.called-back.1'],
} as const;
