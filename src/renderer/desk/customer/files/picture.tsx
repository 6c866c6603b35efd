import { useEffect, useRef } from 'react';

/** A decoded picture on a canvas: no address that a page could load is made of it. `label` empty: decoration. */
export function Picture({
  bitmap,
  label,
  className,
}: {
  bitmap: ImageBitmap;
  label: string;
  className?: string | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return (
    <canvas
      ref={canvas}
      className={className}
      width={bitmap.width}
      height={bitmap.height}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
