import { type Ref, useId } from 'react';
import { KeyHint } from '../../../ui/key-hint.tsx';
import classes from './forms.module.css';

/** One key for each of at most 15 choices, in their order. */
export const quickKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'Q', 'W', 'E', 'R', 'T'];

type QuickChoiceProps<T extends string> = {
  legend: string;
  /** `key`: instead of the one of its place. */
  options: readonly { value: T; label: string; key?: string }[];
  value: T | null;
  onChange: (value: T) => void;
  /** Called after a key chose: where the person goes on. */
  onPicked?: () => void;
  /** Enter, where it means something of its own; `focused`: the choice that has the focus. */
  onEnter?: (focused: T | null) => void;
  problem?: string | undefined;
  first?: Ref<HTMLInputElement>;
  /** The dialog it stands in begins here. */
  autoFocus?: boolean;
};

/** A few choices side by side, each with its key. Keys work while one of the choices has the focus; arrows do too. */
export function QuickChoice<T extends string>(props: QuickChoiceProps<T>) {
  const { legend, options, value, onChange, onPicked, onEnter, problem, first, autoFocus } = props;
  const name = useId();
  // As the browser's own Tab: to what is chosen, else to the first.
  const start = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  );
  const keyOf = (index: number) => options[index]?.key ?? quickKeys[index] ?? null;
  return (
    <fieldset
      className={classes.choice}
      aria-describedby={problem ? `${name}-problem` : undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Enter' && onEnter) {
          event.preventDefault();
          const at = (event.target as HTMLElement).closest('label')?.dataset.value;
          return onEnter(options.find(({ value }) => value === at)?.value ?? null);
        }
        const option = options.find((_, index) => keyOf(index) === event.key.toUpperCase());
        if (!option) return;
        event.preventDefault();
        event.stopPropagation();
        onChange(option.value);
        onPicked?.();
      }}
    >
      <legend>{legend}</legend>
      {options.map((option, index) => (
        <label key={option.value} data-value={option.value} className={classes.option}>
          <input
            ref={index === 0 ? first : undefined}
            data-autofocus={(autoFocus && index === start) || undefined}
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <KeyHint text={keyOf(index)} />
          <span>{option.label}</span>
        </label>
      ))}
      {problem && (
        <p id={`${name}-problem`} className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
