import { MomentField } from '../../ui/moment-field.tsx';

type Props = { label: string; at: number | null; onChange: (at: number | null) => void };

/** A moment in the desk's own time, or none; a day alone begins at midnight. */
export function WhenField({ label, at, onChange }: Props) {
  return <MomentField label={label} at={at} hour={0} onChange={onChange} />;
}
