ALTER TABLE "rounds" ADD COLUMN "held_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "tells_change" boolean DEFAULT true NOT NULL;