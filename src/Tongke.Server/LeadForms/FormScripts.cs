namespace Tongke.Server.LeadForms;

/// <summary>The two small scripts of embedded forms. The form works without them; they carry over where the visitor came from, and make the frame as high as the form.</summary>
internal static class FormScripts
{
    /// <summary>Put into a page of another site: makes the frame in the place of its own script tag.</summary>
    public const string Embed = """
        (function(){
          var s=document.currentScript,u=new URL(s.src),p=new URLSearchParams(),q=new URLSearchParams(location.search);
          q.forEach(function(v,k){if(k.indexOf('utm_')===0)p.set(k,v.slice(0,100))});
          ['lang','channel'].forEach(function(k){if(s.dataset[k])p.set(k==='channel'?'c':k,s.dataset[k])});
          p.set('embed','1');p.set('page',location.href.slice(0,500));
          if(document.referrer)p.set('ref',document.referrer.slice(0,500));
          var f=document.createElement('iframe');
          f.src=u.origin+u.pathname.replace(/\.js$/,'')+'?'+p;f.title=s.dataset.title||document.title;f.loading='lazy';
          f.style.cssText='width:100%;height:'+(parseInt(s.dataset.height,10)||640)+'px;border:0';
          addEventListener('message',function(e){if(e.origin===u.origin&&e.source===f.contentWindow&&e.data&&e.data.tongkeFormHeight>0)f.style.height=Math.min(e.data.tongkeFormHeight,6000)+'px'});
          s.parentNode.insertBefore(f,s);
        })();
        """;

    /// <summary>Within the frame: tells how high the form is, and nothing else.</summary>
    public const string Frame = """
        (function(){
          if(parent===self)return;
          function tell(){parent.postMessage({tongkeFormHeight:Math.ceil(document.documentElement.getBoundingClientRect().height)},'*')}
          new ResizeObserver(tell).observe(document.documentElement);tell();
        })();
        """;
}
