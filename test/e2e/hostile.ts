/** What somebody may write into a name, a note or the name of a file in the hope that a screen runs it. `mark` is to stand there as text. */
export const texts = [
  '<img src=x onerror="window.pwned.push(1)">',
  '<script>window.pwned.push(2)</script>',
  '"><svg onload=window.pwned.push(3)>',
  "javascript:window.pwned.push('4')",
  '<iframe srcdoc="<script>parent.pwned.push(5)</script>"></iframe>',
  '{{constructor.constructor("window.pwned.push(6)")()}}',
  '<a href="javascript:window.pwned.push(7)">x</a>',
  '<base href="//evil.example/"><link rel=stylesheet href=x>',
  '<style>@import "//evil.example/x.css"</style>',
  '\u202e<b>gpj.exe</b>\u0000',
] as const;

/** One of them, for places where few fit. */
export const worst = texts[0];
