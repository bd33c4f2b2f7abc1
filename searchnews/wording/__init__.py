"""What searchnews says to people, in their language; programs are always spoken to in English."""
