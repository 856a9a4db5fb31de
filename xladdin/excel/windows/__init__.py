"""What installation and diagnosis ask of a Windows computer. Off Windows every question has an answer, too."""
