media-not-transcribed = 🎙 I kept it, but it is not transcribed. Put it in words and I will take care of it.
