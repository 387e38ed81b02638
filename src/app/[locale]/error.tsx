"use client";

import { useParams } from "next/navigation";
import en from "@/i18n/messages/en/common.json";
import ug from "@/i18n/messages/ug/common.json";

/** A bug, in one calm sentence. What happened is in the log; nothing of it is shown. */
export default function Failure() {
  const { locale } = useParams<{ locale: string }>();
  const words = (locale === "ug" ? ug : en).bug;
  return (
    <div role="alert">
      <h1 className="text-3xl">{words.title}</h1>
      <p className="mt-3 max-w-xl">{words.text}</p>
      <p className="mt-4">
        <a href="">{words.again}</a>
      </p>
    </div>
  );
}
