"use client";

import { useEffect, useRef } from "react";

/**
 * Keys for those who use the desk for hours. Everything they do can be done without them: `j` and `k` move between the
 * rows of a list or the parts of a submission, `a` leads to the approval, `q` to the queue, `?` shows this list.
 */
export function DeskKeys(props: { title: string; lines: readonly string[]; queue: string }) {
  const help = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
      else if (event.key === "a") document.querySelector<HTMLElement>("[data-key='a']")?.focus();
      else if (event.key === "q") window.location.assign(props.queue);
      else if (event.key === "?" && help.current) help.current.open = !help.current.open;
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [props.queue]);
  return (
    <details ref={help} className="relative">
      <summary className="inline-flex min-h-8 items-center">
        {props.title} <kbd className="border-line ms-1 rounded-sm border px-1">?</kbd>
      </summary>
      <ul className="bg-sheet border-line absolute z-10 mt-1 w-72 space-y-1 border p-3">
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]") !== null;
}

function move(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>("[data-key='row']")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const next = stops[at < 0 ? (by === 1 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
