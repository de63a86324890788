"""The words that stand over columns in other languages than English and Korean, and the fields that they name."""

from __future__ import annotations

from collections.abc import Mapping

# From the surest phrase to the vaguest.
ABROAD: Mapping[str, str] = {
    "headline": (
        "titel|überschrift|schlagzeile|titre|título|titulo|titular|titolo|manchete|rubrik|tytuł|заголовок|"
        "見出し|タイトル|标题|標題"
    ),
    "standfirst": (
        "untertitel|vorspann|anleser|chapô|chapo|sous titre|résumé|subtítulo|entradilla|resumen|sottotitolo|"
        "sommario|ingress|подзаголовок|摘要"
    ),
    "credits": (
        "autor|autorin|autoren|verfasser|auteur|auteurs|autores|autore|autori|schrijver|författare|автор|著者|"
        "筆者|作者|记者"
    ),
    "published_at": (
        "datum|erschienen|erschienen am|veröffentlicht|veröffentlicht am|erscheinungsdatum|publié|publié le|"
        "date de publication|publicado|fecha|fecha de publicación|pubblicato|data di pubblicazione|"
        "data de publicação|gepubliceerd|publicatiedatum|publicerad|дата|дата публикации|公開日|掲載日|发布时间|日期"
    ),
    "updated_at": (
        "geändert|geändert am|aktualisiert|aktualisiert am|letzte änderung|modifié|modifié le|mis à jour|"
        "actualizado|modificado|aggiornato|modificato|gewijzigd|uppdaterad|обновлено|更新日|更新时间"
    ),
    "body": (
        "artikeltext|fliesstext|volltext|haupttext|inhalt|texte|contenu|corps|texto|cuerpo|contenido|testo|"
        "corpo|tekst|innehåll|текст|本文|正文|内容"
    ),
    "bio": "über den autor|über die autorin|kurzbiografie|biographie|biografía|biografia",
    "tags": "schlagwörter|schlagworte|stichwörter|étiquettes|mots clés|etiquetas|etichette|метки|タグ|标签",
    "category": (
        "kategorie|kategorien|catégorie|catégories|categoría|categoria|categorie|kategori|категория|カテゴリ|分类"
    ),
    "section": "ressort|rubrique|sección|sezione|seção|avdelning|раздел",
    "series": "serie|reihe|kolumne|chronique|columna",
    "language": "sprache|langue|idioma|lingua|taal|språk|язык|言語|语言",
    "legacy_id": "artikelnummer|nummer|nr|numéro|número|numero|номер|番号|编号",
    "legacy_url": "adresse|lien|enlace|dirección|indirizzo|collegamento|ссылка|链接",
    "picture": "titelbild|bild|foto|imagen|immagine|afbeelding|фото|图片",
    "picture_caption": "bildunterschrift|bildtext|légende|leyenda|didascalia|onderschrift",
    "picture_credit": "bildnachweis|fotograf|crédit photo|crédito|fotógrafo",
}
