import { z } from "zod";
import { findPhoto } from "@/db/persons";
import { AppError } from "@/domain/errors";

/** A published photo: the derivative without metadata. @throws AppError `not_found` */
export async function getPhoto(id: string): Promise<{ mediaType: string; bytes: Uint8Array }> {
  const photo = z.uuid().safeParse(id).success ? await findPhoto(id) : null;
  if (!photo) throw new AppError("not_found");
  return photo;
}
